// The key, if the function needs one: from the page's address (`?key=`), or typed by an operator. It is sent as a header,
// removed from the address, which readers share, and forgotten with the tab.

const STORED = "backstory.key";

let key = takeKey();

/** Headers for every request to the function. */
export function keyHeaders(): Record<string, string> {
  return key === null ? {} : { Authorization: `Bearer ${key}` };
}

/** fetch with the key. */
export function askWithKey(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...keyHeaders() } });
}

export function heldKey(): string | null {
  return key;
}

/** Uses another key for the rest of the tab; null forgets the key. */
export function holdKey(another: string | null): void {
  key = another;
  try {
    if (another === null) sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, another);
  } catch {
    // Without storage the key lasts until the page is loaded anew.
  }
}

function takeKey(): string | null {
  const address = new URL(location.href);
  const brought = address.searchParams.get("key");
  if (brought === null || brought === "") return stored();
  address.searchParams.delete("key");
  history.replaceState(history.state, "", address.href);
  try {
    sessionStorage.setItem(STORED, brought);
  } catch {
    // Without storage the key lasts until the page is loaded anew.
  }
  return brought;
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(STORED);
  } catch {
    // Storage is turned off: nothing was kept.
    return null;
  }
}
