import { describe, expect, it } from 'vitest';
import { deadLinks } from './dead-links.ts';

const page = (file: string, html: string) => ({ file, html });
const only =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);

describe('dead links', () => {
  it('are those to files that are not there, from wherever a page lies', () => {
    const pages = [
      page('index.html', '<a href="docs/one.html">One</a> <img alt="" src="media/gone.webp">'),
      page('docs/one.html', '<a class="x" href="../index.html">Home</a><a href="two.html">Two</a>'),
    ];
    expect(deadLinks(pages, only('index.html', 'docs/one.html'))).toEqual([
      'index.html: media/gone.webp',
      'docs/one.html: two.html',
    ]);
  });

  it('are those to anchors that no page has', () => {
    const pages = [
      page('index.html', '<a href="#here">1</a><a href="#gone">2</a><h2 id="here">Here</h2>'),
      page('one.html', '<a href="index.html#here">1</a><a href="index.html#there">2</a>'),
    ];
    expect(deadLinks(pages, only('index.html', 'one.html'))).toEqual([
      'index.html: #gone',
      'one.html: index.html#there',
    ]);
  });

  it('are looked for in this site alone', () => {
    const html =
      '<a href="https://example.org/x">1</a><a href="mailto:a@b.c">2</a><a href="#">3</a>';
    expect(deadLinks([page('index.html', html)], () => false)).toEqual([]);
  });

  it('are followed as written: escaped, and with a question', () => {
    const pages = [
      page('a.html', '<a href="b%20c.html?x=1&amp;y=2#d&amp;e">1</a>'),
      page('b c.html', '<p id="d&amp;e">'),
    ];
    expect(deadLinks(pages, only('a.html', 'b c.html'))).toEqual([]);
  });
});
