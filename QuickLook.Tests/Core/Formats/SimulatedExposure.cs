using QuickLook.Core.Arrays;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Formats;

/// <summary>
/// A small raw exposure with known values, written to a file of its own folder: per amplifier a prescan of 2, data of 20 x 40 pixels
/// (columns x rows) and an overscan of 12 columns, mirrored on the right; the halves meet in the middle.
/// </summary>
public sealed class SimulatedExposure : IDisposable
{
    public const int DataWidth = 20;
    public const int DataHeight = 40;
    public const int BiasWidth = 12;
    public const int PrescanWidth = 2;

    public string Folder { get; } = Directory.CreateTempSubdirectory("quicklook-exposure-").FullName;

    public string RawFile => Path.Combine(Folder, "desi-00000007.fits.fz");

    /// <summary>Amplifiers that are read out.</summary>
    public IReadOnlyList<Amplifier> Amplifiers { get; set; } = QuickLook.Core.Instrument.Amplifiers.All;

    public bool HasLetters { get; set; }

    /// <summary>On the mountain the first HDU has no keywords, the second one, SPEC, has them.</summary>
    public bool HasMountainLayout { get; set; }

    public IReadOnlyList<string> Cameras { get; set; } = ["R3"];

    /// <summary>Changes to the exposure's keywords; null takes one out.</summary>
    public Dictionary<string, FitsCard?> ExposureCards { get; } = [];

    /// <summary>Changes to the cameras' keywords; null takes one out.</summary>
    public Dictionary<string, FitsCard?> CameraCards { get; } = [];

    /// <summary>Raw value in ADU by amplifier, row from 0 in the amplifier's rows, and whether the pixel is overscan.</summary>
    public Func<Amplifier, int, bool, int> Value { get; set; } =
        (amplifier, row, isOverscan) => 1000 + (100 * (int)amplifier) + (row % 3) - 1 + (isOverscan ? 0 : 500);

    /// <summary>Writes the file.</summary>
    public SimulatedExposure Write()
    {
        var exposureHeader = Header(
            ExposureCards,
            FitsCard.Of("EXPID", 7),
            FitsCard.Of("NIGHT", 20201107),
            FitsCard.Of("FLAVOR", "science"),
            FitsCard.Of("PROGRAM", "dark"),
            FitsCard.Of("EXPTIME", 900.0),
            FitsCard.Of("DATE-OBS", "2020-11-08T03:04:05.500"),
            FitsCard.Of("TILEID", 1001),
            FitsCard.Of("AIRMASS", 1.25),
            FitsCard.Of("SEEING", 1.1)
        );
        List<FitsHduContent> hdus = HasMountainLayout
            ? [FitsHduContent.Empty(), FitsHduContent.Empty(exposureHeader, "SPEC")]
            : [FitsHduContent.Empty(exposureHeader)];
        foreach (var camera in Cameras)
        {
            hdus.Add(FitsHduContent.Image(camera, Pixels(), CameraHeader(camera), FitsCompression.Rice));
        }

        GoldenCamera.Succeed(FitsWriter.Write(RawFile, hdus));
        return this;
    }

    /// <summary>Opens the file and reads its first camera.</summary>
    public (RawExposure Exposure, RawCamera Camera) Read()
    {
        var exposure = GoldenCamera.Succeed(RawExposure.Open(RawFile));
        return (exposure, GoldenCamera.Succeed(exposure.ReadCamera(CameraId.Parse(Cameras[0]).Value)));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private Plane<ushort> Pixels()
    {
        var pixels = new Plane<ushort>(2 * DataHeight, 2 * (PrescanWidth + DataWidth + BiasWidth));
        foreach (var amplifier in QuickLook.Core.Instrument.Amplifiers.All)
        {
            Fill(pixels, DataSection(amplifier), amplifier, isOverscan: false);
            Fill(pixels, BiasSection(amplifier), amplifier, isOverscan: true);
        }

        return pixels;
    }

    private void Fill(Plane<ushort> pixels, DetectorSection section, Amplifier amplifier, bool isOverscan)
    {
        for (var row = 0; row < section.Height; row++)
        {
            pixels.Row(section.Row + row).Slice(section.Column, section.Width).Fill((ushort)Value(amplifier, row, isOverscan));
        }
    }

    private static DetectorSection DataSection(Amplifier amplifier) =>
        new(
            amplifier.IsUpper() ? DataHeight : 0,
            amplifier.IsRight() ? PrescanWidth + DataWidth + (2 * BiasWidth) : PrescanWidth,
            DataHeight,
            DataWidth
        );

    private static DetectorSection BiasSection(Amplifier amplifier) =>
        new(amplifier.IsUpper() ? DataHeight : 0, PrescanWidth + DataWidth + (amplifier.IsRight() ? BiasWidth : 0), DataHeight, BiasWidth);

    private FitsHeader CameraHeader(string camera)
    {
        var cards = new List<FitsCard>
        {
            FitsCard.Of("INHERIT", true),
            FitsCard.Of("CAMERA", camera.ToLowerInvariant()),
            FitsCard.Of("DETECTOR", "SIM"),
            FitsCard.Of("DEPNAM00", "python"),
            FitsCard.Of("DEPVER00", "3.11"),
            FitsCard.Of("DEPNAM01", "desispec"),
            FitsCard.Of("DEPVER01", "0.51.0"),
        };
        foreach (var amplifier in Amplifiers)
        {
            var suffix = HasLetters ? amplifier.Letter() : amplifier.Digit();
            var ccd = new DetectorSection(amplifier.IsUpper() ? DataHeight : 0, amplifier.IsRight() ? DataWidth : 0, DataHeight, DataWidth);
            cards.Add(FitsCard.Of($"DATASEC{suffix}", DataSection(amplifier).ToString()));
            cards.Add(FitsCard.Of($"BIASSEC{suffix}", BiasSection(amplifier).ToString().Replace(",", ", ", StringComparison.Ordinal)));
            cards.Add(FitsCard.Of($"CCDSEC{suffix}", ccd.ToString()));
            cards.Add(FitsCard.Of($"GAIN{suffix}", 1.5));
            cards.Add(FitsCard.Of($"RDNOISE{suffix}", 2.5));
        }

        return Header(CameraCards, [.. cards]);
    }

    private static FitsHeader Header(Dictionary<string, FitsCard?> changes, params ReadOnlySpan<FitsCard> cards)
    {
        var changed = new List<FitsCard>();
        foreach (var card in cards)
        {
            if (!changes.ContainsKey(card.Keyword))
            {
                changed.Add(card);
            }
        }

        return new FitsHeader(changed.Concat(changes.Values.OfType<FitsCard>()));
    }
}
