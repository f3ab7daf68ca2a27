using System.Text.Json;
using System.Text.Json.Serialization;
using QuickLook.Core.Formats;
using QuickLook.Core.Imaging;
using QuickLook.Core.Instrument;
using QuickLook.Core.Viewing.Ccd;
using QuickLook.Web.Hosting;

namespace QuickLook.Web.Components.Pages.Ccd;

/// <summary>What the viewer's script has to know of an image; sections are x, y, width and height in pixels from 0.</summary>
public sealed record CcdDescription
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Number of the process.</summary>
    public required long Process { get; init; }

    /// <summary>The exposure, as the field writes it.</summary>
    public required string Exposure { get; init; }

    /// <summary>The camera.</summary>
    public required string Camera { get; init; }

    /// <summary>Raw or preprocessed.</summary>
    public required string Kind { get; init; }

    /// <summary>Address that tiles, marks and values are below.</summary>
    public required string Root { get; init; }

    /// <summary>Address of the traces.</summary>
    public required string Traces { get; init; }

    /// <summary>Stamp of the image.</summary>
    public required string Stamp { get; init; }

    /// <summary>Unit of the values.</summary>
    public required string Unit { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Levels of the pyramid.</summary>
    public required int Levels { get; init; }

    /// <summary>Number of the petal's first fiber.</summary>
    public required int FirstFiber { get; init; }

    /// <summary>Limits by the name of their choice.</summary>
    public required IReadOnlyDictionary<string, double[]> Limits { get; init; }

    /// <summary>The amplifiers.</summary>
    public required IReadOnlyList<CcdAmplifierDescription> Amps { get; init; }

    /// <summary>The marks of an image by their bits, for the read-out.</summary>
    public required IReadOnlyDictionary<int, string> Marks { get; init; }

    /// <summary>Describes a picture.</summary>
    /// <param name="picture">The picture.</param>
    public static CcdDescription Of(CcdPicture picture)
    {
        var id = picture.Id;
        var of = $"{TileEndPoints.Root}/{id.ProcessId}/{id.Camera}";
        return new CcdDescription
        {
            Process = id.ProcessId,
            Exposure = picture.Exposure.ToString(),
            Camera = id.Camera.ToString(),
            Kind = id.Kind.Name(),
            Root = $"{of}/{id.Kind.Name()}",
            Traces = $"{of}/traces",
            Stamp = picture.Stamp,
            Unit = id.Kind == CcdImageKind.Raw ? "ADU" : "e⁻",
            Width = picture.Image.Width,
            Height = picture.Image.Height,
            Levels = picture.Pyramid.LevelCount,
            FirstFiber = id.Camera.Spectrograph.Number * FiberId.PerPetal,
            Limits = CcdLimits.All.ToDictionary(choice => choice.Name, choice => Pair(choice.Of(picture.Distribution))),
            Amps = [.. picture.Amplifiers.Select(amplifier => Describe(amplifier, id.Kind))],
            Marks = CcdMarks.All.ToDictionary(mark => (int)mark.Mark, mark => mark.Title),
        };
    }

    /// <summary>As the script reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static CcdAmplifierDescription Describe(CcdAmplifier amplifier, CcdImageKind kind)
    {
        var (raw, isRaw) = (amplifier.Raw, kind == CcdImageKind.Raw);
        return new CcdAmplifierDescription(
            raw.Amplifier.Letter().ToString(),
            raw.Amplifier.Digit().ToString(),
            Section(amplifier.Light),
            Section(raw.Ccd),
            Section(raw.Data),
            isRaw ? Section(raw.Bias) : null,
            isRaw && raw.Prescan is { } prescan ? Section(prescan) : null,
            isRaw && raw.RowOverscan is { } rows ? Section(rows) : null
        );
    }

    private static int[] Section(DetectorSection section) => [section.Column, section.Row, section.Width, section.Height];

    private static double[] Pair(PixelLimits limits) => [limits.Low, limits.High];
}
