import { describe, expect, it } from 'vitest';
import { notesOn } from './folder-notes.ts';

const shots = ['a', 'b', 'c'].map((shot) => ({ person: 'ada', shot, role: 'probe' }) as const);
const attacks = [{ species: 'print', person: 'ada', shot: 'print' }];

describe('notes on attempts of stills', () => {
  it('always tell that a still cannot turn', () => {
    const notes = notesOn({ people: 2, shots, attacks }, { notEnrolled: [], notTried: [] });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('not-turned');
  });

  it('tell of one person alone that there is no FAR, and without attacks that there is no APCER', () => {
    const notes = notesOn({ people: 1, shots, attacks: [] }, { notEnrolled: [], notTried: [] });
    expect(notes.join(' ')).toContain('there is no FAR');
    expect(notes.join(' ')).toContain('"attacks" in dataset.json');
  });

  it('name who has no lock, and count the shots that were not tried', () => {
    const notEnrolled = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
    const notTried = ['ada/a'];
    const notes = notesOn({ people: 10, shots, attacks }, { notEnrolled, notTried }).join(' ');
    expect(notes).toContain('p1, p2, p3, p4, p5, p6 and 2 more.');
    expect(notes).toContain('1 of 3 shots');
    expect(notes).toContain('ada/a.');
    expect(notes).not.toContain('no FAR');
  });
});
