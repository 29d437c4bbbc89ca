import { Leadership } from "./leadership.ts";
import type { Known } from "./link.ts";
import type { Stream } from "./stream.ts";

/** How a tab comes to hear revisions. */
export interface Sharing {
  /** To the other tabs, where this one hears for them. */
  readonly tell: (known: Known) => void;
  readonly retryNow: () => void;
  readonly end: () => void;
}

interface Ears {
  readonly stream: Stream;
  readonly known: () => Known;
  readonly hear: (known: Known) => void;
}

type Word = { readonly kind: "ask" } | { readonly kind: "retry" } | { readonly kind: "tell"; readonly known: Known };

const CHANNEL = "whydrop-revisions";
const ASK_EVERY_MS = 10_000;
/** A leader that is silent for so long sleeps, however busy it may be otherwise. */
const PATIENCE_MS = 3_000;

export const shareOrNot = (ears: Ears): Sharing => ("locks" in navigator && "BroadcastChannel" in globalThis ? shared(ears) : alone(ears));

/** One tab listens for all: a browser has six connections for one server, and a seventh tab could not even load. */
function shared({ stream, known, hear }: Ears): Sharing {
  const channel = new BroadcastChannel(CHANNEL);
  const say = (word: Word): void => channel.postMessage(word);
  let patience: ReturnType<typeof setTimeout> | undefined;
  let asking: ReturnType<typeof setInterval> | undefined;
  const hasAnswered = (): void => {
    clearTimeout(patience);
    patience = undefined;
  };

  const leadership = new Leadership({
    lead: () => {
      hasAnswered();
      say({ kind: "tell", known: known() });
      stream.open();
    },
    follow: () => stream.close(),
  });
  const ask = (): void => {
    if (leadership.leads) return;
    say({ kind: "ask" });
    patience ??= setTimeout(() => leadership.seize(), PATIENCE_MS);
  };
  const askIfSeen = (): void => {
    if (!document.hidden) ask();
  };
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind === "tell") {
      hasAnswered();
      if (!leadership.leads) hear(data.known);
    } else if (leadership.leads) {
      if (data.kind === "ask") say({ kind: "tell", known: known() });
      else stream.open();
    }
  };

  const enter = (): void => {
    if (asking !== undefined) return;
    asking = setInterval(askIfSeen, ASK_EVERY_MS);
    leadership.claim();
    ask();
  };
  const leave = (): void => {
    clearInterval(asking);
    asking = undefined;
    hasAnswered();
    leadership.resign();
  };
  // A page that is kept for the way back, or put to sleep, hands over first.
  const events = [[window, "pagehide", leave], [window, "pageshow", enter], [document, "freeze", leave], [document, "resume", enter], [document, "visibilitychange", askIfSeen]] as const;
  for (const [target, name, listener] of events) target.addEventListener(name, listener);
  enter();

  return {
    tell: (told) => {
      if (leadership.leads) say({ kind: "tell", known: told });
    },
    retryNow: () => (leadership.leads ? stream.open() : say({ kind: "retry" })),
    end: () => {
      for (const [target, name, listener] of events) target.removeEventListener(name, listener);
      leave();
      channel.close();
    },
  };
}

/** Where tabs cannot speak to each other, each listens for itself, and a hidden one lets go of its connection. */
function alone({ stream }: Ears): Sharing {
  const listen = (): void => (document.hidden ? stream.close() : stream.open());
  document.addEventListener("visibilitychange", listen);
  listen();
  return {
    tell: () => undefined,
    retryNow: stream.open,
    end: () => {
      document.removeEventListener("visibilitychange", listen);
      stream.close();
    },
  };
}
