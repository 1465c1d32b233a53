// Exact numbers: no sum, share or quotient is ever rounded.

const NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  /** In lowest terms, with a denominator above 0. */
  constructor(numerator: bigint, denominator: bigint = 1n) {
    const sign = denominator < 0n ? -1n : 1n;
    const shared = sign * divisor(numerator, denominator);
    this.numerator = numerator / shared;
    this.denominator = denominator / shared;
  }

  /** The number that is written; null for anything else. */
  static of(written: string | number): Rational | null {
    const match = NUMBER.exec(String(written).trim());
    if (!match) return null;
    const [, sign, whole = "", part = "", exponent = "0"] = match;
    const digits = BigInt(whole + part) * (sign === "-" ? -1n : 1n);
    const places = BigInt(exponent) - BigInt(part.length);
    return places < 0n
      ? new Rational(digits, 10n ** -places)
      : new Rational(digits * 10n ** places);
  }

  plus(other: Rational): Rational {
    return new Rational(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(new Rational(-other.numerator, other.denominator));
  }

  times(other: Rational): Rational {
    return new Rational(
      this.numerator * other.numerator,
      this.denominator * other.denominator,
    );
  }

  over(other: Rational): Rational {
    return new Rational(
      this.numerator * other.denominator,
      this.denominator * other.numerator,
    );
  }

  /** Below 0 where this is less than the other, 0 where both are the same. */
  compare(other: Rational): number {
    const difference = this.minus(other).numerator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** The greatest whole number that is not above this. */
  floor(): Rational {
    const rest = this.numerator % this.denominator;
    const toward = (this.numerator - rest) / this.denominator;
    return new Rational(rest < 0n ? toward - 1n : toward);
  }

  ceil(): Rational {
    return ZERO.minus(ZERO.minus(this).floor());
  }

  /** All digits where they end, such as `2.5`; else a fraction, such as `1/3`. */
  toString(): string {
    let places = 0n;
    for (let power = 1n; power % this.denominator !== 0n; power *= 10n) {
      // More places than the denominator has bits would not help.
      if (places > BigInt(this.denominator.toString(2).length)) {
        return `${this.numerator}/${this.denominator}`;
      }
      places++;
    }
    const sign = this.numerator < 0n ? "-" : "";
    const scaled = (this.numerator * 10n ** places) / this.denominator;
    const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(Number(places) + 1, "0");
    const cut = digits.length - Number(places);
    return places ? `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}` : sign + digits;
  }
}

export const ZERO = new Rational(0n);
export const ONE = new Rational(1n);

export function least(...numbers: readonly [Rational, ...Rational[]]): Rational {
  return numbers.reduce((one, other) => (one.compare(other) <= 0 ? one : other));
}

export function greatest(...numbers: readonly [Rational, ...Rational[]]): Rational {
  return numbers.reduce((one, other) => (one.compare(other) >= 0 ? one : other));
}

/** The greatest common divisor; Euclid's. */
function divisor(one: bigint, other: bigint): bigint {
  while (other) [one, other] = [other, one % other];
  return one < 0n ? -one : one;
}
