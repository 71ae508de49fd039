// What the bundles find around them: style sheets as text, facts from the build, and browser features TypeScript lacks.
declare module "*.css" {
  const text: string;
  export default text;
}

/** What the build knows about the site it makes the bundle for. */
declare const SITE: {
  /** IANA name of the time zone in which the site dates its articles. */
  readonly timeZone: string;
  /** Whether the function accepts events. */
  readonly events: boolean;
};

interface Navigator {
  /** The reader objects to tracking (Global Privacy Control). */
  readonly globalPrivacyControl?: boolean;
}
