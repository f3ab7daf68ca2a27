using System.Collections.Immutable;
using QuickLook.Core.Arrays;
using QuickLook.Core.Formats;
using QuickLook.Core.Imaging;
using QuickLook.Core.Reduction.Preprocessing;
using QuickLook.Core.Results;

namespace QuickLook.Core.Viewing.Ccd;

/// <summary>Names and colours of marks, and where they come from.</summary>
public static class CcdMarks
{
    private const byte Opaque = 255;
    private const byte Veil = 90;

    /// <summary>Name in addresses, mark and colour of each; of several on a pixel the first one is drawn.</summary>
    public static ImmutableArray<(string Name, string Title, CcdMark Mark, MarkColour Colour)> All { get; } =
    [
        ("saturated", "saturated", CcdMark.Saturated, new MarkColour((byte)CcdMark.Saturated, 0xFF, 0x3B, 0x30, Opaque)),
        ("cosmic", "cosmic ray", CcdMark.Cosmic, new MarkColour((byte)CcdMark.Cosmic, 0x2B, 0xC8, 0xFF, Opaque)),
        ("bad", "bad pixel", CcdMark.BadPixel, new MarkColour((byte)CcdMark.BadPixel, 0xFF, 0xB3, 0x00, Opaque)),
        ("bad", "bad amplifier", CcdMark.BadAmplifier, new MarkColour((byte)CcdMark.BadAmplifier, 0xFF, 0xB3, 0x00, Veil)),
    ];

    /// <summary>Names of marks that a picture can show, without repetition.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(mark => mark.Name).Distinct()];

    /// <summary>Reads a list of names.</summary>
    /// <param name="names">Separated by commas; at least one.</param>
    /// <returns>The colours to draw; or which name is unknown.</returns>
    public static Result<IReadOnlyList<MarkColour>> Parse(string? names)
    {
        var wanted = (names ?? string.Empty).Split(',');
        return Array.Find(wanted, name => !Names.Contains(name)) is { } unknown
            ? new Failure($"'{unknown}' is no mark; there are {string.Join(", ", Names)}")
            : Result<IReadOnlyList<MarkColour>>.Success([.. All.Where(mark => wanted.Contains(mark.Name)).Select(mark => mark.Colour)]);
    }

    /// <summary>The marks of a preprocessed image.</summary>
    /// <param name="mask">Bits of <see cref="CcdMask"/>.</param>
    internal static Plane<byte> Of(Plane<ushort> mask)
    {
        const CcdMask Cosmic = CcdMask.Cosmic;
        const CcdMask Amplifier = CcdMask.BadReadNoise | CcdMask.BadAmplifier;
        var marks = new Plane<byte>(mask.Height, mask.Width, clear: false);
        var target = marks.Span;
        var source = mask.Span;
        for (var i = 0; i < source.Length; i++)
        {
            var bits = (CcdMask)source[i];
            target[i] =
                bits == CcdMask.None
                    ? (byte)0
                    : (byte)(
                        ((bits & CcdMask.Saturated) == CcdMask.None ? CcdMark.None : CcdMark.Saturated)
                        | ((bits & Cosmic) == CcdMask.None ? CcdMark.None : CcdMark.Cosmic)
                        | ((bits & Amplifier) == CcdMask.None ? CcdMark.None : CcdMark.BadAmplifier)
                        | ((bits & ~(CcdMask.Saturated | Cosmic | Amplifier)) == CcdMask.None ? CcdMark.None : CcdMark.BadPixel)
                    );
        }

        return marks;
    }

    /// <summary>The saturated pixels of a readout: those of the light-sensitive sections that reach the level that the header names.</summary>
    /// <param name="raw">The readout.</param>
    internal static Plane<byte> Of(RawCamera raw)
    {
        var marks = new Plane<byte>(raw.Pixels.Height, raw.Pixels.Width);
        foreach (var amplifier in raw.Amplifiers)
        {
            if (amplifier.SaturationLevel is not { } level)
            {
                continue;
            }

            for (var row = amplifier.Data.Row; row < amplifier.Data.EndRow; row++)
            {
                var pixels = raw.Pixels.Row(row).Slice(amplifier.Data.Column, amplifier.Data.Width);
                var target = marks.Row(row).Slice(amplifier.Data.Column, amplifier.Data.Width);
                for (var i = 0; i < pixels.Length; i++)
                {
                    target[i] = pixels[i] >= level ? (byte)CcdMark.Saturated : (byte)0;
                }
            }
        }

        return marks;
    }
}
