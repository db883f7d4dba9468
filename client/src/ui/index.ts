/**
 * The primitives of the interface. Features import from here alone; tokens.css has every colour and size.
 * They know words (i18n) and nothing of sessions, rooms or texts.
 */
export * from "./avatar.tsx";
export * from "./banner.tsx";
export * from "./button.tsx";
export * from "./colour.ts";
export * from "./copy.ts";
export * from "./cx.ts";
export type { ConfirmProps, DialogProps } from "./dialog.tsx";
export * from "./dialogs.tsx";
export * from "./empty-state.tsx";
export * from "./field.tsx";
export * from "./focus-main.ts";
export * from "./initials.ts";
export * from "./kbd.tsx";
export * from "./later.tsx";
export * from "./menu.tsx";
export * from "./page.tsx";
export * from "./popover.tsx";
export * from "./request-view.tsx";
export * from "./segmented.tsx";
export * from "./spinner.tsx";
export * from "./toaster.tsx";
export { dismissToast, type Toast, toast } from "./toasts.ts";
export * from "./tooltip.tsx";
export * from "./use-action.ts";
export * from "./use-request.ts";
export * from "./use-title.ts";
export * from "./visually-hidden.tsx";
