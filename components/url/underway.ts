/**
 * Next gives up the page it is under way to as soon as anybody else writes the address, and nobody hears of it. So meanwhile an
 * address is replaced without its knowing; it is told when it has come to where it went, if that is the same page.
 */
let arrives: (() => void) | undefined;
let isUnderWay = false;
let held: { readonly before: string; readonly wanted: string } | undefined;

const here = (): string => window.location.pathname + window.location.search + window.location.hash;

/** To be called within the transition in which Next goes to a page, or asks for the same one again. */
export function setsOut(): void {
  if (arrives === undefined) return;
  isUnderWay = true;
  arrives();
}

/** @param arrive is called within such a transition, and whatever it sets is shown together with the page */
export function hearArrivals(arrive: () => void): () => void {
  arrives = arrive;
  return () => {
    arrives = undefined;
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

export function replaceAddress(address: string): void {
  if (!isUnderWay) {
    window.history.replaceState(null, "", address);
    return;
  }
  held = { before: held?.before ?? here(), wanted: address };
  // With its own state beside it Next takes it for something it wrote itself.
  window.history.replaceState(window.history.state, "", address);
}
