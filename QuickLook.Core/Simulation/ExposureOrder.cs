using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation;

/// <summary>An exposure that is to be simulated.</summary>
public sealed record ExposureOrder
{
    /// <summary>The night, as the folder and the headers say.</summary>
    public required Night Night { get; init; }

    /// <summary>The exposure.</summary>
    public required ExposureId Exposure { get; init; }

    /// <summary>What it is.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Dark, gray or bright for science; of other flavors the name of the flavor.</summary>
    public required ObservingProgram Program { get; init; }

    /// <summary>When the shutter opens, UTC.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Exposure time, s.</summary>
    public required double ExposureSeconds { get; init; }

    /// <summary>The sky.</summary>
    public ObservingConditions Conditions { get; init; } = ObservingConditions.Usual;

    /// <summary>The tile; 0 for calibrations.</summary>
    public int Tile { get; init; }

    /// <summary>Right ascension of the field's centre, degrees.</summary>
    public double RaDegrees { get; init; } = 150;

    /// <summary>Declination of the field's centre, degrees.</summary>
    public double DecDegrees { get; init; } = 2;

    /// <summary>The cameras in the file.</summary>
    public required ImmutableArray<CameraId> Cameras { get; init; }

    /// <summary>What goes wrong.</summary>
    public ImmutableArray<SeededFault> Faults { get; init; } = [];

    /// <summary>Everything random follows from it: the same order makes the same bytes.</summary>
    public required long Seed { get; init; }
}
