import { CloseOutlined } from '@ant-design/icons';
import { Image, type ImageProps } from 'antd';
import { cloneElement, type ReactElement, type ReactNode } from 'react';

type Preview = Exclude<ImageProps['preview'], boolean | undefined>;
type Toolbar = NonNullable<Preview['actionsRender']>;

/** antd calls its buttons `rotateLeft` …; here people read, and screen readers say, what they do. Nobody mirrors a certificate. */
const toolbar: Toolbar = (bar, { icons }) => cloneElement(
  bar, { role: 'toolbar', 'aria-label': '图片操作' } as object,
  inWords('向左旋转', icons.rotateLeftIcon), inWords('向右旋转', icons.rotateRightIcon), inWords('缩小', icons.zoomOutIcon), inWords('放大', icons.zoomInIcon),
);

const inWords = (words: string, button: ReactNode): ReactNode => cloneElement(button as ReactElement<{ title?: string; 'aria-label'?: string }>, { key: words, title: words, 'aria-label': words });

/** A picture that opens larger, where it can be turned and enlarged further: photographs of certificates often lie on their side. */
export function LargePicture(props: Omit<ImageProps, 'preview'>): ReactNode {
  return <Image {...props} preview={{ actionsRender: toolbar, closeIcon: <CloseOutlined aria-label="关闭" /> }} />;
}
