/** An SVG on the page as a file of its own: what the style sheet gives is written onto the elements, so that any program draws it alike. */
import { save } from '../dom.ts';

const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

export function saveSvg(svg: SVGSVGElement, name: string): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const copies = [...copy.querySelectorAll<SVGElement>('*')];
  const hidden: Element[] = [];
  [...svg.querySelectorAll<SVGElement>('*')].forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index];
    if (style.display === 'none' || original.matches('.hit')) hidden.push(target);
    target.removeAttribute('style');
    for (const property of PROPERTIES) target.setAttribute(property, style.getPropertyValue(property));
  });
  for (const part of hidden) part.remove();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const [, , width, height] = svg.getAttribute('viewBox')!.split(' ');
  copy.setAttribute('width', width);
  copy.setAttribute('height', height);
  copy.setAttribute('style', `background:${getComputedStyle(svg).getPropertyValue('--surface')}`);
  save(`${name}.svg`, new XMLSerializer().serializeToString(copy), 'image/svg+xml');
}
