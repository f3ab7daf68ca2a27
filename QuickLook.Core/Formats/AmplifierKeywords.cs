using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>
/// Reads and checks the amplifiers that a camera's header describes (pipeline.md 1.2). Which naming is used, letters or digits, shows in
/// the BIASSEC keywords; an amplifier without one was not read out.
/// </summary>
internal static class AmplifierKeywords
{
    /// <summary>A tiny raw image may name a far larger CCD; this bounds the trimmed image before memory is taken for it.</summary>
    private const long LargestTrimmedOverRaw = 2;

    /// <summary>Reads all amplifiers.</summary>
    /// <param name="header">Header of the camera.</param>
    /// <param name="height">Rows of the raw image.</param>
    /// <param name="width">Columns of the raw image.</param>
    /// <returns>Two to four amplifiers in order A to D, or the failure that names the keyword.</returns>
    public static Result<ImmutableArray<RawAmplifier>> Read(FitsHeader header, int height, int width)
    {
        var suffixes = Suffixes(header, amplifier => amplifier.Letter());
        if (suffixes.IsEmpty)
        {
            suffixes = Suffixes(header, amplifier => amplifier.Digit());
        }

        if (suffixes.IsEmpty)
        {
            return new Failure("no amplifier is described: none of BIASSECA to BIASSECD and BIASSEC1 to BIASSEC4 is there");
        }

        var amplifiers = ImmutableArray.CreateBuilder<RawAmplifier>(suffixes.Length);
        foreach (var (amplifier, suffix) in suffixes)
        {
            if (!ReadOne(header, amplifier, suffix).TryGet(out var read, out var failure) || !Check(read, height, width, out failure))
            {
                return failure;
            }

            amplifiers.Add(read);
        }

        var all = amplifiers.MoveToImmutable();
        return CheckTogether(all, height, width) is { } clash ? clash : all;
    }

    private static ImmutableArray<(Amplifier Amplifier, char Suffix)> Suffixes(FitsHeader header, Func<Amplifier, char> name) =>
        [.. Amplifiers.All.Select(amplifier => (amplifier, name(amplifier))).Where(pair => header.Contains($"BIASSEC{pair.Item2}"))];

    private static Result<RawAmplifier> ReadOne(FitsHeader header, Amplifier amplifier, char suffix)
    {
        var bias = Section(header, $"BIASSEC{suffix}");
        var data = Section(header, $"DATASEC{suffix}");
        var ccd = Section(header, $"CCDSEC{suffix}");
        if ((bias.Failure ?? data.Failure ?? ccd.Failure) is { } missing)
        {
            return missing;
        }

        if (
            !Optional(header, $"PRESEC{suffix}").TryGet(out var prescan, out var failure)
            || !Optional(header, $"ORSEC{suffix}").TryGet(out var rowOverscan, out failure)
        )
        {
            return failure;
        }

        return new RawAmplifier
        {
            Amplifier = amplifier,
            KeywordSuffix = suffix,
            Bias = bias.Value,
            Data = data.Value,
            Ccd = ccd.Value,
            Prescan = prescan,
            RowOverscan = rowOverscan,
            Gain = Number(header, $"GAIN{suffix}"),
            SaturationLevel = Number(header, $"SATURLEV{suffix}"),
            ExpectedReadNoise = Number(header, $"RDNOISE{suffix}"),
        };
    }

    private static Result<DetectorSection> Section(FitsHeader header, string keyword) =>
        header
            .GetString(keyword)
            .Then(text => DetectorSection.Parse(text) is var parsed && parsed.Failure is { } bad ? bad.In(keyword) : parsed);

    private static Result<DetectorSection?> Optional(FitsHeader header, string keyword) =>
        header.Contains(keyword)
            ? Section(header, keyword).Map(section => (DetectorSection?)section)
            : Result<DetectorSection?>.Success(null);

    private static double? Number(FitsHeader header, string keyword) =>
        header.TryGet(keyword, out double value) && double.IsFinite(value) ? value : null;

    private static bool Check(RawAmplifier amplifier, int height, int width, [NotNullWhen(false)] out Failure? failure)
    {
        var suffix = amplifier.KeywordSuffix;
        ReadOnlySpan<(string Keyword, DetectorSection? Section)> sections =
        [
            ("DATASEC", amplifier.Data),
            ("BIASSEC", amplifier.Bias),
            ("PRESEC", amplifier.Prescan),
            ("ORSEC", amplifier.RowOverscan),
        ];
        failure = null;
        foreach (var (keyword, section) in sections)
        {
            if (section is { } inside && !inside.FitsInto(height, width))
            {
                failure = new Failure($"{inside} reaches beyond the image of {width} x {height} pixels", keyword + suffix);
                return false;
            }
        }

        if (amplifier.Data.Height != amplifier.Ccd.Height || amplifier.Data.Width != amplifier.Ccd.Width)
        {
            failure = new Failure($"{amplifier.Ccd} is not as large as DATASEC{suffix} {amplifier.Data}", $"CCDSEC{suffix}");
        }
        else if (amplifier.Bias.Row != amplifier.Data.Row || amplifier.Bias.Height != amplifier.Data.Height)
        {
            failure = new Failure($"{amplifier.Bias} does not have the rows of DATASEC{suffix} {amplifier.Data}", $"BIASSEC{suffix}");
        }
        else if (amplifier.Bias.Overlaps(amplifier.Data))
        {
            failure = new Failure($"{amplifier.Bias} overlaps DATASEC{suffix} {amplifier.Data}", $"BIASSEC{suffix}");
        }

        return failure is null;
    }

    private static Failure? CheckTogether(ImmutableArray<RawAmplifier> amplifiers, int height, int width)
    {
        for (var i = 0; i < amplifiers.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                var (one, other) = (amplifiers[i], amplifiers[k]);
                var clash =
                    one.Ccd.Overlaps(other.Ccd) ? "CCDSEC"
                    : one.Data.Overlaps(other.Data) ? "DATASEC"
                    : one.Bias.Overlaps(other.Data) || one.Data.Overlaps(other.Bias) ? "BIASSEC"
                    : null;
                if (clash is not null)
                {
                    return new Failure($"the section overlaps that of amplifier {other.KeywordSuffix}", $"{clash}{one.KeywordSuffix}");
                }
            }
        }

        var largest = amplifiers.MaxBy(amplifier => (long)amplifier.Ccd.EndRow * amplifier.Ccd.EndColumn)!;
        var trimmed = (long)amplifiers.Max(amplifier => amplifier.Ccd.EndRow) * amplifiers.Max(amplifier => amplifier.Ccd.EndColumn);
        return trimmed > LargestTrimmedOverRaw * height * width
            ? new Failure(
                $"{largest.Ccd} makes a CCD far larger than the raw image of {width} x {height} pixels",
                $"CCDSEC{largest.KeywordSuffix}"
            )
            : null;
    }
}
