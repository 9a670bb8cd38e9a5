/** Registers an element once; on a server there is nothing to register with. */
export function define(name: string, type: CustomElementConstructor): void {
  if (typeof customElements === "object" && !customElements.get(name)) {
    customElements.define(name, type);
  }
}
