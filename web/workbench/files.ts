// Opening and saving local files.

interface Pickers {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
}
const pickers = window as Pickers;

/** Name and text of a file that somebody chose; nothing when nobody did. */
export function openFile(accept: string): Promise<{ name: string; text: string } | undefined> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  return new Promise((resolve) => {
    input.addEventListener("cancel", () => resolve(undefined));
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      resolve(file && { name: file.name, text: await file.text() });
    });
    input.click();
  });
}

/** Saves where somebody says, or as a download. */
export async function saveFile(name: string, content: BlobPart, type: string): Promise<void> {
  if (pickers.showSaveFilePicker) {
    try {
      const handle = await pickers.showSaveFilePicker({ suggestedName: name });
      const stream = await handle.createWritable();
      await stream.write(content);
      return await stream.close();
    } catch (error) {
      if ((error as Error).name === "AbortError") return;
    }
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
