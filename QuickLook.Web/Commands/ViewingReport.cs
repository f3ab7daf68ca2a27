using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Benchmarks;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;

namespace QuickLook.Web.Commands;

/// <summary>What the CCD viewer took, seconds on the clock.</summary>
internal sealed record ViewingReport
{
    public required MachineDescription Machine { get; init; }

    public required CameraId Camera { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int Repeats { get; init; }

    /// <summary>From asking for the raw image to its first picture, the very first time in this process.</summary>
    public required double ColdRaw { get; init; }

    /// <summary>The same with another image before.</summary>
    public required Spread Raw { get; init; }

    /// <summary>From asking for the preprocessed image to its first picture.</summary>
    public required Spread Preprocessed { get; init; }

    /// <summary>Building all levels of the pyramid.</summary>
    public required Spread Pyramid { get; init; }

    /// <summary>One tile, any level, stretch and colours.</summary>
    public required Spread Tile { get; init; }

    /// <summary>What 95 % of the tiles take at most.</summary>
    public required double TileAt95 { get; init; }

    /// <summary>Mean size of a tile.</summary>
    public required double TileBytes { get; init; }

    private IEnumerable<(string Name, string Key, Spread Figure, double? Goal)> Figures =>
        [
            (
                "raw: from asking to the first picture, the first image of the process",
                "coldRaw",
                One(ColdRaw),
                PerformanceGoal.FirstPictureSeconds
            ),
            ("raw: from asking to the first picture", "raw", Raw, PerformanceGoal.FirstPictureSeconds),
            ("preprocessed: from asking to the first picture", "preprocessed", Preprocessed, PerformanceGoal.FirstPictureSeconds),
            ("all levels of the pyramid", "pyramid", Pyramid, null),
            ("a tile", "tile", Tile, PerformanceGoal.TileSeconds),
            ("a tile, 95 % of them at most", "tileAt95", One(TileAt95), PerformanceGoal.TileSeconds),
        ];

    public JsonObject ToJson(InstrumentSize size)
    {
        var document = new JsonObject
        {
            ["size"] = size.Name,
            ["camera"] = Camera.ToString(),
            ["width"] = Width,
            ["height"] = Height,
            ["tileBytes"] = TileBytes,
        };
        foreach (var (_, key, figure, goal) in Figures)
        {
            document[$"{key}Seconds"] = figure.Median;
            document[$"{key}SecondsLeast"] = figure.Least;
            document[$"{key}SecondsMost"] = figure.Most;
            document[$"{key}SecondsGoal"] = goal;
        }

        return document;
    }

    public PrintedTable ToTable(bool hasGoals)
    {
        var table = new PrintedTable(["what", "median", "least - most", "goal", "holds"], 4);
        foreach (var (name, _, figure, goal) in Figures)
        {
            table.Add(
                name,
                Milliseconds(figure.Median),
                $"{Milliseconds(figure.Least)} - {Milliseconds(figure.Most)}",
                hasGoals && goal is { } promised ? Milliseconds(promised) : "-",
                !hasGoals || goal is not { } limit ? "-"
                    : figure.Median <= limit ? "yes"
                    : "NO"
            );
        }

        return table;
    }

    private static Spread One(double value) => new(value, value, value);

    private static string Milliseconds(double seconds) => (seconds * 1000).ToString("F1", CultureInfo.InvariantCulture);
}
