using QuickLook.Core.Results;

namespace QuickLook.Core.Instrument;

/// <summary>
/// One of the four readout amplifiers of a CCD, seen with y up: C and D above, A and B below. The field writes letters on
/// hardware and numbers in simulations; the order is the same, A = 1 to D = 4.
/// </summary>
public enum Amplifier
{
    /// <summary>Lower left, also 1.</summary>
    A,

    /// <summary>Lower right, also 2.</summary>
    B,

    /// <summary>Upper left, also 3.</summary>
    C,

    /// <summary>Upper right, also 4.</summary>
    D,
}

/// <summary>How amplifiers are written and where they lie.</summary>
public static class Amplifiers
{
    /// <summary>A, B, C, D.</summary>
    public static IReadOnlyList<Amplifier> All { get; } = [Amplifier.A, Amplifier.B, Amplifier.C, Amplifier.D];

    /// <summary>The hardware name: <c>A</c> to <c>D</c>.</summary>
    /// <param name="amplifier">The amplifier.</param>
    public static char Letter(this Amplifier amplifier) => (char)('A' + (int)amplifier);

    /// <summary>The simulation's name: <c>1</c> to <c>4</c>.</summary>
    /// <param name="amplifier">The amplifier.</param>
    public static char Digit(this Amplifier amplifier) => (char)('1' + (int)amplifier);

    /// <summary>As screens write it where there is room: <c>A (1)</c>.</summary>
    /// <param name="amplifier">The amplifier.</param>
    public static string Label(this Amplifier amplifier) => $"{amplifier.Letter()} ({amplifier.Digit()})";

    /// <summary>True for C and D, the upper half of the CCD (high y).</summary>
    /// <param name="amplifier">The amplifier.</param>
    public static bool IsUpper(this Amplifier amplifier) => amplifier is Amplifier.C or Amplifier.D;

    /// <summary>True for B and D, the right half of the CCD (high x).</summary>
    /// <param name="amplifier">The amplifier.</param>
    public static bool IsRight(this Amplifier amplifier) => amplifier is Amplifier.B or Amplifier.D;

    /// <summary>Reads a letter A to D or a digit 1 to 4.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The amplifier, or the reason why there is none.</returns>
    public static Result<Amplifier> Parse(char name) =>
        name switch
        {
            >= 'A' and <= 'D' => (Amplifier)(name - 'A'),
            >= 'a' and <= 'd' => (Amplifier)(name - 'a'),
            >= '1' and <= '4' => (Amplifier)(name - '1'),
            _ => new Failure($"'{name}' is not an amplifier: A to D or 1 to 4"),
        };
}
