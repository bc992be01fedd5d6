import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://handbook.example/",
  outDir: "./public",
  publicDir: "./static",
  cacheDir: "./.cache/astro",
  vite: { cacheDir: "./.cache/vite" },
  integrations: [
    starlight({ title: "The whole handbook", routeMiddleware: "./src/menu.ts", expressiveCode: false, pagefind: true }),
  ],
});
