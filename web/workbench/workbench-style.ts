// The frame of the workbench: from a phone to a wide screen.
import { css } from "lit";

export const workbenchStyle = css`
  :host {
    min-height: 100vh;
  }
  .skip {
    position: absolute;
    left: -99rem;
    padding: 0.5rem 1rem;
    background: var(--paper);
    color: var(--ink);
    z-index: 2;
  }
  .skip:focus {
    left: 0.5rem;
    top: 0.5rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1.5rem;
    padding: 0.5rem clamp(0.75rem, 2vw, 2rem);
    border-bottom: 1px solid var(--line);
  }
  .name {
    position: relative;
    font: italic 600 1.375rem/1 var(--stet-serif);
  }
  .name .mark {
    position: absolute;
    left: 0;
    right: 0;
    bottom: -0.3rem;
    border-bottom: 3px dotted var(--warn);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-height: 40px;
    padding: 0 0.8rem;
    color: var(--faint);
    text-decoration: none;
    border-bottom: 2px solid transparent;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current="page"] {
    color: var(--ink);
    font-weight: 600;
    border-color: var(--ink);
  }
  .menu {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin-left: auto;
  }
  .menu select {
    width: auto;
    max-width: 9.5rem;
    margin: 0;
    min-height: 32px;
  }
  .desk {
    display: grid;
    grid-template-columns: minmax(0, 1fr) clamp(18rem, 30vw, 26rem);
    gap: clamp(1rem, 2.5vw, 2.5rem);
    max-width: 96rem;
    margin: 0 auto;
    padding: 1rem clamp(0.75rem, 2vw, 2rem) 3rem;
    align-items: start;
  }
  main:focus {
    outline: none;
  }
  aside {
    position: sticky;
    top: 0;
    max-height: 100vh;
    overflow-y: auto;
    padding-bottom: 2rem;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    font-size: 0.8125rem;
  }
  .small {
    margin: 1.25rem 0 0.25rem;
    font: 600 0.8125rem/1.5 var(--stet-font);
    color: var(--faint);
  }
  .waivers {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  @media (max-width: 56rem) {
    .desk {
      grid-template-columns: minmax(0, 1fr);
      padding-bottom: 8rem;
    }
    aside {
      position: static;
      max-height: none;
    }
    /* Below the text, so it would be out of sight while somebody writes. */
    stet-gate::part(verdict) {
      position: fixed;
      inset: auto 0 0;
      z-index: 1;
      padding: 0.4rem clamp(0.75rem, 2vw, 2rem);
      background: var(--stet-ground);
      border-bottom: 0;
      max-height: 60vh;
      overflow-y: auto;
    }
    .menu {
      margin-left: 0;
    }
  }
`;
