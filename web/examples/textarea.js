// Nothing but the element: it finds the textarea and the rules by itself.
import { story } from "./story.js";

document.querySelector("textarea").value = story;
await import("stet/elements/gate");
