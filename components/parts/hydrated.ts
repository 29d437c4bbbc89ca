import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => undefined;

/** Whether scripts run: false in what the server sends, and while the browser takes that over. */
export const useHydrated = (): boolean => useSyncExternalStore(never, () => true, () => false);
