// The menu shows every part, and the pages of the one that is open. Without this it has all pages, on each page.
import { defineRouteMiddleware } from "@astrojs/starlight/route-data";

export const onRequest = defineRouteMiddleware(({ locals }) => {
  const route = locals.starlightRoute;
  route.sidebar = route.sidebar.map((entry) => {
    if (entry.type === "link" || entry.entries.some((each) => each.type === "link" && each.isCurrent)) return entry;
    const [first] = entry.entries;
    return first.type === "link" ? { ...first, label: entry.label } : entry;
  });
});
