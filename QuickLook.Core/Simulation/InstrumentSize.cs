using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Simulation;

/// <summary>
/// How large the simulated spectrograph is. Every size covers the whole wavelength range of each arm; a smaller one has shorter dispersion, so that
/// <see cref="DispersionFactor"/> times as many Angstrom fall on a row. Counts per pixel are those of the full size, hence counts per Angstrom are fewer by the factor.
/// </summary>
/// <param name="Name">As on the command line.</param>
/// <param name="FiberCount">Fibers of a petal that exist, in bundles of 25.</param>
/// <param name="DispersionFactor">Rows of the full size per row of this one.</param>
public sealed record InstrumentSize(string Name, int FiberCount, int DispersionFactor)
{
    /// <summary>Fibers of a bundle.</summary>
    public const int FibersPerBundle = 25;

    /// <summary>The real thing: b 4096 x 4096, r and z 4114 columns x 4128 rows, 500 fibers.</summary>
    public static InstrumentSize Full { get; } = new("full", 500, 1);

    /// <summary>All fibers, an eighth of the rows: for demonstrations.</summary>
    public static InstrumentSize Demo { get; } = new("demo", 500, 8);

    /// <summary>Four bundles, an eighth of the rows: for tests.</summary>
    public static InstrumentSize Tiny { get; } = new("tiny", 100, 8);

    /// <summary>All sizes.</summary>
    public static IReadOnlyList<InstrumentSize> All { get; } = [Full, Demo, Tiny];

    /// <summary>Rows of the trimmed CCD.</summary>
    /// <param name="arm">The arm.</param>
    public int Rows(Arm arm) => (arm == Arm.B ? 4096 : 4128) / DispersionFactor;

    /// <summary>Columns of the trimmed CCD; even, since two amplifiers share them.</summary>
    /// <param name="arm">The arm.</param>
    public int Columns(Arm arm)
    {
        var full = arm == Arm.B ? 4096 : 4114;
        return FiberCount == FiberId.PerPetal ? full : full * FiberCount / FiberId.PerPetal / 2 * 2;
    }

    /// <summary>The size with this name.</summary>
    /// <param name="text">What is written, in any case.</param>
    /// <returns>The size, or the reason why there is none.</returns>
    public static Result<InstrumentSize> Parse(string? text) =>
        All.FirstOrDefault(size => string.Equals(size.Name, text?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found
            ? found
            : new Failure($"a size is one of {string.Join(", ", All.Select(size => size.Name))}");
}
