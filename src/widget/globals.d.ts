// What the bundles find around them: style sheets as text, facts of the build, and what TypeScript does not know of browsers.
declare module "*.css" {
  const text: string;
  export default text;
}

/** What the build knows of the site that the bundle is made for. */
declare const SITE: {
  /** IANA name of the zone in which the site dates its articles. */
  readonly timeZone: string;
  /** Whether the function takes events. */
  readonly events: boolean;
};

interface Navigator {
  /** The reader objects to being counted (Global Privacy Control). */
  readonly globalPrivacyControl?: boolean;
}
