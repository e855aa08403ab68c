import type { Diagnostic } from '../../../../diagnostic/diagnostic.ts';
import type { Atom, Expr, Keyword } from '../../../../ir/expr.ts';
import type { Leaf } from '../../../../mapping/index-fields.ts';
import { all, any, type Clause, matchAll, matchNone, none, type Side, terms } from '../clauses.ts';
import { isAboutPresence, type ValueTest } from '../typed.ts';
import { everywhere } from './everywhere.ts';
import { bestFit, type Fit } from './fit.ts';
import * as messages from './messages.ts';
import { ignored, isNoted, objectPresence, type Presence, presenceOf, within } from './presence.ts';
import type { Place, Schema } from './schema.ts';
import { typedOf } from './typed.ts';
import { wordsClause, wordsOfAny } from './words.ts';

/** What writes tests of keywords, by the names that an index has. */
export interface Plain {
  plain(atom: Atom, side: Side): Clause;
  /** The clauses of tests of which one is to hold. */
  alike(atoms: readonly Atom[], side: Side): Clause[];
}

/** A test, and the ways in which the field that it asks is held. */
interface Settled {
  readonly fit: Fit;
  readonly leaves: readonly Leaf[];
}

/** Of so many texts all words are asked, of more one of each. */
const fewTexts = 4;

/**
 * Writes tests of fields as indices hold them, and keeps what is to be said of that. Where a clause can't be exact
 * it finds more on the one side and less on the other.
 */
export class Holder {
  readonly diagnostics = new Map<string, Diagnostic>();
  exact = true;
  /** Something was asked for that finds more, and there is nothing: the query has no verdict. */
  isUnsound = false;
  /** A test was left out, so that no more is found. */
  isLeftOut = false;
  /** Texts were asked by their words, where some are too long to be held as a whole. */
  isByWords = false;
  private readonly schema: Schema;
  private readonly notesLong: boolean;
  private readonly writer: Plain;
  private readonly root: Side;

  /** @param root whether the query as a whole may find more than is meant, or less */
  constructor(schema: Schema, notesLong: boolean, writer: Plain, root: Side) {
    this.schema = schema;
    this.notesLong = notesLong;
    this.writer = writer;
    this.root = root;
  }

  /** A test of a field. */
  write(atom: Exclude<Atom, { kind: 'sameAs' | 'keyword' }>, side: Side): Clause {
    const places = this.schema.placesOf(atom.field);
    if (places.length === 0) {
      this.say(messages.noField(atom.field, this.schema.near(atom.field), atom.at));
      return this.writer.plain(atom, side);
    }
    return this.each(places, atom, (place) => {
      if (!isAboutPresence(atom)) return this.value(atom, place, side);
      const isNull = atom.kind === 'null';
      const there = this.presence(atom.field, place, atom, isNull ? other(side) : side);
      return isNull ? none(there) : there;
    });
  }

  /** That a field is there, for what has no clause of its own. */
  isThere(field: string, atom: Atom, side: Side): Clause {
    const places = this.schema.placesOf(field);
    if (places.length === 0) {
      this.say(messages.noField(field, this.schema.near(field), atom.at));
      return matchNone;
    }
    return this.each(places, atom, (place) => this.presence(field, place, atom, side));
  }

  /** Tests of which one is to hold: those that are asked of one field in the same way stand together. */
  either(items: readonly Expr[], write: (item: Expr) => Clause, side: Side): Clause[] {
    const groups = new Map<string, { settled: Settled[]; write: () => Clause }>();
    items.forEach((item, i) => {
      const one = this.settled(item);
      const key = one ? `${one.fit.leaf.path} ${one.fit.adds} ${one.fit.lacks}` : String(i);
      const group = groups.get(key);
      if (one && group) group.settled.push(one);
      else groups.set(key, { settled: one ? [one] : [], write: () => write(item) });
    });
    return [...groups.values()].flatMap((group) => {
      const [first] = group.settled;
      if (!first) return [group.write()];
      const fits = group.settled.map(({ fit }) => fit);
      const clauses = this.writer.alike(
        fits.map(({ atom }) => atom),
        side,
      );
      const { leaf, adds, lacks } = first.fit;
      const isWhole = leaf.nested === null && !adds && !lacks;
      return isWhole ? clauses : [this.weighed(any(clauses), fits, first.leaves, side)];
    });
  }

  /** How a test is asked, where it is asked as of one keyword that all indices have alike. */
  private settled(item: Expr): Settled | null {
    if (!('field' in item) || item.kind === 'sameAs' || isAboutPresence(item)) return null;
    const [place, ...others] = this.schema.placesOf(item.field);
    if (others.length > 0 || place?.found.kind !== 'leaves') return null;
    const { leaves } = place.found;
    const fit = bestFit(item, leaves);
    return fit.how === 'plain' ? { fit, leaves } : null;
  }

  /** Keywords of which one is to be in some field. */
  keywords(atoms: readonly Keyword[], side: Side, faults: Diagnostic[]): Clause[] {
    const { at } = atoms[0]!;
    const found = everywhere(this.schema, atoms, this.notesLong, faults);
    const { held, more, rest, lacks, isBlind } = found;
    if (more.length > 0) {
      this.exact = false;
      this.say(messages.keywordsInWords(at));
      if (side === 'least') this.isLeftOut = true;
    }
    if (lacks || isBlind) {
      this.exact = false;
      this.say(messages.keywordsLeftOut(lacks, this.root, at));
      if (side === 'most' && isBlind) this.isUnsound = true;
    }
    return side === 'most' ? [...held, ...more, ...rest] : [...held];
  }

  private each(places: readonly Place[], { at }: Atom, write: (place: Place) => Clause): Clause {
    if (places.length === 1) return write(places[0]!);
    this.say(
      messages.differs(
        places.map(({ indices }) => indices),
        at,
      ),
    );
    return any(places.map((place) => all([terms('_index', place.indices), write(place)])));
  }

  private value(atom: ValueTest, { found, indices }: Place, side: Side): Clause {
    if (found.kind === 'object') return matchNone; // it has no value of its own
    if (found.kind !== 'leaves')
      return this.open(messages.unsearched(atom.field, indices, atom.at), side);
    const fit = bestFit(atom, found.leaves);
    if (fit.how === 'presence' || fit.how === 'open' || fit.how === 'words') {
      const clause = fit.how === 'words' ? wordsClause(atom, fit.leaf) : null;
      this.say(messages.loose(fit, clause !== null, atom.at));
      this.exact = false;
      if (side === 'least') return this.leaveOut();
      return clause
        ? within(fit.leaf, clause)
        : this.mostOf(presenceOf(found.leaves, this.notesLong));
    }
    const clause =
      fit.how === 'typed' ? typedOf(atom, fit.leaf)!.clause : this.writer.plain(fit.atom, side);
    return this.weighed(clause, [fit], found.leaves, side);
  }

  /** Those that have a value, or all where that can't be told. */
  private mostOf(presence: Presence | null): Clause {
    return presence && !presence.lacks ? presence.clause : matchAll;
  }

  /** A clause of what is held, with what more or less it finds for that. */
  private weighed(
    clause: Clause,
    fits: readonly Fit[],
    leaves: readonly Leaf[],
    side: Side,
  ): Clause {
    const [{ leaf, adds, lacks, atom }] = fits as readonly [Fit];
    const held = within(leaf, clause);
    if (!adds && !lacks) return held;
    this.exact = false;
    if (adds) this.say(messages.alike(leaf, atom.at));
    const rest = lacks && side === 'most' ? this.restOf(fits, leaves) : [];
    if (lacks) this.say(messages.leftOut(leaf, this.root, atom.at, this.isByWords));
    if (side === 'least') return adds ? this.leaveOut() : held;
    return rest.length > 0 ? any([held, ...rest]) : held;
  }

  /** What finds the events whose values are left out, and perhaps more; nothing where that can't be told. */
  private restOf(fits: readonly Fit[], leaves: readonly Leaf[]): Clause[] {
    const [{ leaf }] = fits as readonly [Fit];
    const words = this.inWords(fits, leaves);
    if (isNoted(leaf, this.notesLong)) return [all([ignored(leaf), words ?? matchAll])];
    if (words) {
      this.isByWords = true;
      return [words];
    }
    this.isUnsound = true;
    return [];
  }

  private inWords(fits: readonly Fit[], leaves: readonly Leaf[]): Clause | null {
    const text = leaves.find(({ holds }) => holds === 'text');
    if (!text) return null;
    const atoms = fits.map(({ atom }) => atom);
    if (atoms.length > fewTexts) {
      const clause = wordsOfAny(atoms, text);
      return clause && within(text, clause);
    }
    const clauses = atoms.map((atom) => wordsClause(atom, text));
    return clauses.includes(null) ? null : within(text, any(clauses as readonly Clause[]));
  }

  private presence(field: string, { found, indices }: Place, { at }: Atom, side: Side): Clause {
    if (found.kind === 'unsearched' || found.kind === 'absent')
      return this.open(messages.unsearched(field, indices, at), side);
    const held = this.schema.indices.filter(({ name }) => indices.includes(name));
    const presence =
      found.kind === 'object'
        ? objectPresence(held, field, this.notesLong)
        : presenceOf(found.leaves, this.notesLong);
    if (!presence) return this.open(messages.unsearched(field, indices, at), side);
    if (!presence.lacks) return presence.clause;
    this.exact = false;
    this.say(messages.leftOut(presence.lacks, this.root, at));
    if (side === 'most') this.isUnsound = true;
    return presence.clause;
  }

  /** What can't be asked: all events may be meant, or none. */
  private open(reason: Diagnostic, side: Side): Clause {
    this.say(reason);
    this.exact = false;
    return side === 'most' ? matchAll : this.leaveOut();
  }

  private leaveOut(): Clause {
    this.isLeftOut = true;
    return matchNone;
  }

  private say(one: Diagnostic): void {
    const key = `${one.code} ${one.message}`;
    if (!this.diagnostics.has(key)) this.diagnostics.set(key, one);
  }
}

const other = (side: Side): Side => (side === 'most' ? 'least' : 'most');
