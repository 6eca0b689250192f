import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { offeredTreeOf, type Tree } from '@beian/rules/forms/dictionaries/dictionary';
import { Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import type { ControlProps, FieldProps } from './field-props.ts';

/** 应用类型 (MIN-11): expanded and ticked; a parent ticks its children. */
export function TreeField({ field: { key, label, of }, ...item }: FieldProps<'tree'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><TreeTicks tree={of} label={label} /></RuleField>;
}

interface TreeTicksProps extends ControlProps<readonly string[]> {
  readonly tree: Tree;
  readonly label: string;
}

function TreeTicks({ tree, label, value = [], onChange, 'aria-required': _required, ...item }: TreeTicksProps): ReactNode {
  const ticked = new Set(value);
  const offered = offeredTreeOf(tree, value);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(Object.entries(offered).filter(([, { children }]) => Object.keys(children).some((leaf) => ticked.has(leaf))).map(([key]) => key)));
  const toggle = (parent: string): void => setOpened((before) => (before.has(parent) ? new Set([...before].filter((one) => one !== parent)) : new Set([...before, parent])));
  const tick = (leaves: readonly string[], on: boolean): void => onChange?.(on ? [...new Set([...value, ...leaves])] : value.filter((leaf) => !leaves.includes(leaf)));
  return (
    <div {...item} role="group" aria-label={label} tabIndex={-1} className="tree-ticks">
      {Object.entries(offered).map(([parent, { label: name, children }]) => {
        const leaves = Object.keys(children);
        const count = leaves.filter((leaf) => ticked.has(leaf)).length;
        const open = opened.has(parent);
        return (
          <div key={parent} className="tree-branch">
            <div className="tree-parent">
              <button type="button" className="tree-toggle" aria-expanded={open} aria-label={`${open ? '收起' : '展开'}${name}`} onClick={() => toggle(parent)}>{open ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}</button>
              <Checkbox
                checked={count === leaves.length} indeterminate={count > 0 && count < leaves.length}
                onChange={({ target }) => {
                  tick(leaves, target.checked);
                  if (!open) toggle(parent);
                }}
              >
                {name}
              </Checkbox>
              {count === 0 || open ? null : <span className="tree-count">已选{count}项</span>}
            </div>
            {open ? <div className="tree-leaves">{Object.entries(children).map(([leaf, option]) => <Checkbox key={leaf} checked={ticked.has(leaf)} onChange={({ target }) => tick([leaf], target.checked)}>{option.retired === true ? `${option.label}（已停用）` : option.label}</Checkbox>)}</div> : null}
          </div>
        );
      })}
    </div>
  );
}
