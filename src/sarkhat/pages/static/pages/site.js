// The switch between the light and the dark page, remembered in this browser. Everything else works without scripts.
(() => {
  const root = document.documentElement;
  const wide = matchMedia("(prefers-color-scheme: dark)");
  const saved = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const now = () => saved() || (wide.matches ? "dark" : "light");
  if (saved()) root.dataset.theme = saved();
  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const say = () => {
        const words = now() === "dark" ? button.dataset.light : button.dataset.dark;
        button.querySelector("span").textContent = button.title = words;
      };
      button.hidden = false;
      say();
      wide.addEventListener("change", say);
      button.addEventListener("click", () => {
        root.dataset.theme = now() === "dark" ? "light" : "dark";
        try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not remembered, still switched */ }
        say();
      });
    }
  });
})();
