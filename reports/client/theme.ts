/** Theme: the system's unless the reader chose one. Storage may be refused to pages opened from disk; then the choice lasts until the page closes. */
const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const KEY = 'cofire-theme';

export function setUpTheme(button: HTMLElement | null): void {
  let theme = stored();
  const show = (): void => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const name = button?.querySelector('span');
    if (name) name.textContent = theme;
    document.dispatchEvent(new Event('themechange'));
  };
  button?.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    try {
      localStorage.setItem(KEY, theme);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
    show();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
    document.dispatchEvent(new Event('themechange')),
  );
  show();
}

function stored(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return 'system';
  }
}

/** A CSS colour, light-dark() and all, as rgb() or rgba() text, which WebGL code can read. */
export function resolveColour(css: string): string {
  const probe = document.createElement('span');
  probe.style.color = css;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
