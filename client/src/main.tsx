import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, Broken, ErrorBoundary } from "./app/index.ts";
import { words } from "./i18n/index.ts";
import { Toaster } from "./ui/index.ts";
import "./ui/base.css";

document.documentElement.lang = words.locale;

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <ErrorBoundary fallback={<Broken everything />}>
      <App />
      <Toaster />
    </ErrorBoundary>
  </StrictMode>,
);

// After everything that the page itself needs. Not while developing: what is kept would hide what was changed.
if (import.meta.env.PROD && "serviceWorker" in navigator)
  addEventListener("load", () => {
    navigator.serviceWorker.register("/service-worker.js").catch(() => {});
  });
