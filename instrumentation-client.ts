/** Called by Next whenever it sets out for a page, within the transition that ends with it. */
export { setsOut as onRouterTransitionStart } from "#components/url/underway.ts";
