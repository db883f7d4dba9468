export * from "./close-codes.ts";
export * from "./http.ts";
export * from "./limits.ts";
export * from "./link.ts";
export * from "./messages.ts";
export * from "./parts.ts";
export * from "./room-name.ts";
export * from "./summary.ts";
