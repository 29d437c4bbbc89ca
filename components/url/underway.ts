/**
 * Next gives up the page it is under way to as soon as anybody else writes the address, and nobody hears of it. So meanwhile an
 * address is replaced without its knowing; it is told when it has come to where it went, if that is the same page.
 */
let arrives: (() => void) | undefined;
let isUnderWay = false;
let held: { readonly before: string; readonly wanted: string } | undefined;
/** Written last, and not shown yet: when Next shows the address before, it writes that one over it for a moment. */
let written: string | undefined;

const here = (): string => window.location.pathname + window.location.search + window.location.hash;

/** The address as it was last wanted, which the browser's own may not be. */
export const wantedAddress = (): URL => new URL(held?.wanted ?? written ?? here(), window.location.href);

/** To be called within the transition in which Next goes to a page. */
export function setsOut(): void {
  written = undefined;
  asksAgain();
}

/** The same, where it asks for the page that is shown. */
export function asksAgain(): void {
  if (arrives === undefined) return;
  isUnderWay = true;
  arrives();
}

/** @param arrive is called within such a transition, and whatever it sets is shown together with the page */
export function hearArrivals(arrive: () => void): () => void {
  arrives = arrive;
  window.addEventListener("popstate", forget);
  return () => {
    arrives = undefined;
    window.removeEventListener("popstate", forget);
    forget();
    arrived();
  };
}

/** To be called when the page is shown. */
export function arrived(): void {
  const was = held;
  held = undefined;
  isUnderWay = false;
  // Next writes the address it knows when it shows a page: the one from before, where it stayed.
  if (was !== undefined && (here() === was.before || here() === was.wanted)) window.history.replaceState(null, "", was.wanted);
}

const forget = (): void => {
  written = undefined;
};

/** To be called when an address is shown. @param isShown whether it is this one */
export function shows(isShown: (address: URL) => boolean): void {
  if (written !== undefined && isShown(wantedAddress())) written = undefined;
}

/** What somebody does last counts: a page that is on its way is given up. */
export function pushAddress(address: string): void {
  held = undefined;
  written = address;
  window.history.pushState(null, "", address);
}

export function replaceAddress(address: string): void {
  if (!isUnderWay) {
    written = address;
    window.history.replaceState(null, "", address);
    return;
  }
  held = { before: held?.before ?? here(), wanted: address };
  // With its own state beside it Next takes it for something it wrote itself.
  window.history.replaceState(window.history.state, "", address);
}
