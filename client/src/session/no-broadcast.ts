/**
 * Stands in for `lib0/broadcastchannel` in the build (vite.config.ts): tabs of one browser must not exchange edits past
 * the server (REALTIME 4), every provider is made with `disableBc`, and so this code need not travel.
 */
const nothing = (): void => {};

export { nothing as publish, nothing as subscribe, nothing as unsubscribe };
