// Keyboard shortcuts of the search box: `mod+k`, `ctrl+shift+f`. Never a single character, which people who speak to their
// computer press without meaning to (WCAG 2.1.4).

const MODIFIERS = ["ctrl", "meta", "alt", "shift"];

/** Calls `act` when the shortcut of the moment is pressed, and not by someone who types. Ends with `signal`. */
export function listenFor(shortcut: () => string | null, act: () => void, signal: AbortSignal): void {
  const pressed = (event: KeyboardEvent) => {
    if (!isPressed(shortcut() ?? "", event)) return;
    event.preventDefault();
    act();
  };
  document.addEventListener("keydown", pressed, { signal });
}

/** `mod` is the command key on Apple's machines, ctrl elsewhere. */
function isPressed(shortcut: string, event: KeyboardEvent): boolean {
  const mod = /mac|iphone|ipad/i.test(navigator.platform) ? "meta" : "ctrl";
  const names = shortcut
    .toLowerCase()
    .split("+")
    .map((name) => (name === "mod" ? mod : name));
  const key = names.pop() ?? "";
  const held = [event.ctrlKey, event.metaKey, event.altKey, event.shiftKey];
  const isHeld = MODIFIERS.every((name, index) => held[index] === names.includes(name));
  // Shift alone makes another character.
  const isSafe = names.some((name) => name !== "shift");
  return isSafe && isHeld && event.key.toLowerCase() === key && !isTyping(event);
}

function isTyping(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
