// Keyboard shortcuts of the search box, such as `mod+k` or `ctrl+shift+f`. Never a single character: people who use speech
// input would trigger it by accident (WCAG 2.1.4).

const MODIFIERS = ["alt", "ctrl", "meta", "shift"] as const;

/** Opens the search box when its current shortcut is pressed, except while someone is typing. Ends with `signal`. */
export function listenFor(box: Element & { open(): void }, signal: AbortSignal): void {
  const pressed = (event: KeyboardEvent) => {
    // If several search boxes have the same shortcut, the first one opens.
    if (event.defaultPrevented || !isPressed(box.getAttribute("shortcut") ?? "", event)) return;
    event.preventDefault();
    box.open();
  };
  document.addEventListener("keydown", pressed, { signal });
}

/** `mod` is the command key on Apple's machines, ctrl elsewhere. */
function isPressed(shortcut: string, event: KeyboardEvent): boolean {
  const mod = /mac|iphone|ipad/i.test(navigator.platform) ? "meta" : "ctrl";
  const held = MODIFIERS.filter((name) => event[`${name}Key`]);
  // Shift alone only makes another character.
  if (!held.some((name) => name !== "shift") || isTyping(event)) return false;
  const names = shortcut.toLowerCase().replace("mod", mod).split("+");
  return names.sort().join() === [...held, event.key.toLowerCase()].sort().join();
}

function isTyping(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
