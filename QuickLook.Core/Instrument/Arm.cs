using QuickLook.Core.Results;

namespace QuickLook.Core.Instrument;

/// <summary>A wavelength channel of a spectrograph, in the order in which it is always shown.</summary>
public enum Arm
{
    /// <summary>Blue.</summary>
    B,

    /// <summary>Red.</summary>
    R,

    /// <summary>Near infrared.</summary>
    Z,
}

/// <summary>How arms are written.</summary>
public static class Arms
{
    /// <summary>All arms in display order: b, r, z.</summary>
    public static IReadOnlyList<Arm> All { get; } = [Arm.B, Arm.R, Arm.Z];

    /// <summary>The arm as the field writes it: <c>b</c>, <c>r</c> or <c>z</c>.</summary>
    /// <param name="arm">The arm.</param>
    public static char Letter(this Arm arm) =>
        arm switch
        {
            Arm.B => 'b',
            Arm.R => 'r',
            Arm.Z => 'z',
            _ => throw new ArgumentOutOfRangeException(nameof(arm), arm, "Not an arm."),
        };

    /// <summary>Reads an arm letter, upper or lower case.</summary>
    /// <param name="letter">The letter.</param>
    /// <returns>The arm, or the reason why there is none.</returns>
    public static Result<Arm> Parse(char letter) =>
        letter switch
        {
            'b' or 'B' => Arm.B,
            'r' or 'R' => Arm.R,
            'z' or 'Z' => Arm.Z,
            _ => new Failure($"'{letter}' is not an arm: b, r or z"),
        };
}
