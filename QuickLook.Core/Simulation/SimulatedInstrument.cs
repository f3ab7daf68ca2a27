namespace QuickLook.Core.Simulation;

/// <summary>The spectrograph that is simulated. Its hardware (traces, gains, bias levels, dead fibers) does not depend on the seed of an exposure.</summary>
public sealed record SimulatedInstrument
{
    /// <summary>How large it is.</summary>
    public required InstrumentSize Size { get; init; }

    /// <summary>True for amplifiers A to D, as the hardware has them; false for 1 to 4, as older simulations do.</summary>
    public bool HasAmplifierLetters { get; init; } = true;

    /// <summary>Bits of a raw pixel: 16 (unsigned) or 32 (signed).</summary>
    public int BitsPerPixel { get; init; } = 16;
}
