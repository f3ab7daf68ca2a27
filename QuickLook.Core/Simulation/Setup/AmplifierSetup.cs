using QuickLook.Core.Instrument;

namespace QuickLook.Core.Simulation.Setup;

/// <summary>An amplifier and the quarter of the CCD that it reads.</summary>
internal sealed record AmplifierSetup
{
    /// <summary>Which.</summary>
    public required Amplifier Amplifier { get; init; }

    /// <summary>Electronic offset, ADU.</summary>
    public required double BiasLevel { get; init; }

    /// <summary>Electrons per ADU; what the header says, too.</summary>
    public required double Gain { get; init; }

    /// <summary>Read noise, electrons.</summary>
    public required double ReadNoise { get; init; }

    /// <summary>Read noise that the header promises, electrons.</summary>
    public required double ExpectedReadNoise { get; init; }

    /// <summary>Slow change of the offset along the rows: amplitude of one sine wave over the read-out, ADU.</summary>
    public double DriftAmplitude { get; init; }

    /// <summary>ADU by which the offset changes at once during the read-out; 0 for no jump.</summary>
    public double JumpLevel { get; init; }

    /// <summary>Fraction of the rows that are read before the jump.</summary>
    public double JumpAt { get; init; } = 0.5;

    /// <summary>True when it reads its offset and nothing else: neither light nor noise.</summary>
    public bool IsDead { get; init; }
}
