// Drafts survive a reload: kept in the browser's storage, which may be full or forbidden.

export function keep(name: string, text: string): void {
  try {
    localStorage.setItem(`stet:${name}`, text);
  } catch {
    // A draft that cannot be kept must not get in the way of writing it.
  }
}

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`stet:${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}
