import type { TextId } from "@apostil/shared/model";
import type { LayerView } from "@apostil/shared/protocol";
import { useId, useState } from "react";
import { exportWords, layerName, words } from "../i18n/index.ts";
import { api, useMe } from "../session/index.ts";
import { Button, Checkbox, Dialog, toast } from "../ui/index.ts";
import { chosenOf, confidential, FIRST_LAYERS, FORMATS, type Format, toggled } from "./choices.ts";
import styles from "./export.module.css";

export type ExportDialogProps = { readonly text: TextId; readonly onClose: () => void };

/** Chooses format and layers, says what the file will hold, and downloads it. Mounted while it is open. */
export function ExportDialog({ text, onClose }: ExportDialogProps) {
  const { layers } = useMe();
  const [format, setFormat] = useState<Format>("md");
  const [ticked, setTicked] = useState(FIRST_LAYERS);
  const chosen = chosenOf(layers, ticked);
  const download = () => {
    save(
      api.exportUrl(
        text,
        format,
        chosen.map(({ layer }) => layer),
      ),
    );
    toast(exportWords.started);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={exportWords.title}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button look="first" disabled={chosen.length === 0} onClick={download}>
            {exportWords.download}
          </Button>
        </>
      }
    >
      <FormatChoice format={format} onChange={setFormat} />
      <LayerChoice
        layers={layers}
        ticked={ticked}
        onToggle={(layer, on) => setTicked(toggled(ticked, layer, on))}
      />
      <Says format={format} chosen={chosen} />
    </Dialog>
  );
}

function FormatChoice(props: { readonly format: Format; readonly onChange: (format: Format) => void }) {
  const name = useId();
  return (
    <fieldset className={styles["formats"]}>
      <legend className={styles["legend"]}>{exportWords.format}</legend>
      {FORMATS.map((format) => (
        <label key={format} className={styles["format"]}>
          <input
            type="radio"
            name={name}
            checked={format === props.format}
            onChange={() => props.onChange(format)}
          />
          {exportWords.formats[format]}
        </label>
      ))}
    </fieldset>
  );
}

type LayerChoiceProps = {
  readonly layers: readonly LayerView[];
  readonly ticked: ReadonlySet<string>;
  readonly onToggle: (layer: string, on: boolean) => void;
};

function LayerChoice({ layers, ticked, onToggle }: LayerChoiceProps) {
  return (
    <fieldset className={styles["layers"]}>
      <legend className={styles["legend"]}>{exportWords.layers}</legend>
      {layers.map((view) => (
        <Checkbox
          key={view.layer}
          label={layerName(view)}
          checked={ticked.has(view.layer)}
          onChange={(on) => onToggle(view.layer, on)}
          aside={view.kind === "private" ? null : words.layers.readers(view.readers)}
        />
      ))}
    </fieldset>
  );
}

/** What the file will hold, in sentences; read out when it changes. */
function Says({ format, chosen }: { readonly format: Format; readonly chosen: readonly LayerView[] }) {
  const secret = confidential(chosen);
  return (
    <div className={styles["says"]} role="status">
      {chosen.length === 0 ? (
        <p>{exportWords.noLayer}</p>
      ) : (
        <p>
          {exportWords.says[format]} {exportWords.holds(chosen.map(layerName))}
        </p>
      )}
      {secret.length > 0 ? (
        <p className={styles["warns"]}>{exportWords.warns(secret.map(layerName))}</p>
      ) : null}
    </div>
  );
}

/** Lets the browser fetch and keep the file under the name that the server gives it. */
function save(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
