import { expect } from 'chai';
import fc from 'fast-check';
import { compareDecimals, decimalOf, isDecimal } from '../../src/ir/decimal.ts';
import { hold } from './property.ts';

describe('decimals', () => {
  for (const yes of ['0', '-0', '007', '-1', '2.50', '-0.5', '123456789012345678901234567890'])
    it(`${yes} is one`, () => expect(isDecimal(yes)).to.equal(true));

  for (const no of [
    '',
    '-',
    '.5',
    '5.',
    '+1',
    '1e3',
    '0x10',
    ' 1',
    '1 ',
    '1\n',
    '1,5',
    '1.2.3',
    '١',
  ])
    it(`${JSON.stringify(no)} is none`, () => expect(isDecimal(no)).to.equal(false));

  for (const [value, as] of [
    [0, '0'],
    [-1.5, '-1.5'],
    [1e21, '1000000000000000000000'],
    [1.25e21, '1250000000000000000000'],
    [-1e22, '-10000000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.25e-7, '-0.000000125'],
    [123456789012345680000, '123456789012345680000'],
  ] as const)
    it(`writes ${value} as ${as}`, () => expect(decimalOf(value)).to.equal(as));

  it('writes every number in plain notation, and none as another', () =>
    hold(
      100,
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const written = decimalOf(value);
        expect(isDecimal(written)).to.equal(true);
        expect(Number(written) === value).to.equal(true);
      }),
    ));

  for (const [a, b, sign] of [
    ['1', '2', -1],
    ['10', '9', 1],
    ['-10', '-9', -1],
    ['-1', '1', -1],
    ['0', '-0.0', 0],
    ['007', '7.00', 0],
    ['2.5', '2.50', 0],
    ['2.5', '2.05', 1],
    ['-2.5', '-2.05', -1],
    ['0.1', '0.09', 1],
    ['9007199254740993', '9007199254740992', 1], // as doubles they are the same
    ['0', '0.00000000000000000000001', -1],
  ] as const)
    it(`${a} is ${{ '-1': 'less than', 0: 'equal to', 1: 'greater than' }[sign]} ${b}`, () => {
      expect(Math.sign(compareDecimals(a, b))).to.equal(sign);
      expect(Math.sign(compareDecimals(b, a))).to.equal(sign === 0 ? 0 : -sign);
    });

  const decimal = fc.stringMatching(/^-?0{0,2}[0-9]{1,4}(\.[0-9]{1,4})?$/);
  /** In ten-thousandths, as a whole number. */
  const scaled = (of: string): bigint => {
    const [whole = '', fraction = ''] = of.replace('-', '').split('.');
    const size = BigInt(whole + fraction.padEnd(4, '0'));
    return of.startsWith('-') ? -size : size;
  };

  it('compare as whole numbers do', () =>
    hold(
      500,
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [scaled(a), scaled(b)];
        expect(Math.sign(compareDecimals(a, b))).to.equal(x < y ? -1 : x > y ? 1 : 0);
      }),
    ));
});
