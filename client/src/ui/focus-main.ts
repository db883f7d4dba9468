/** Puts the focus on the main part of the page: where there is nothing else left that it could go to. */
export function focusMain(): void {
  const main = document.querySelector("main");
  if (!main) return;
  main.tabIndex = -1;
  main.focus({ preventScroll: true });
}
