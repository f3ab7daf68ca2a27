namespace QuickLook.Core.Orchestration.History;

/// <summary>What the conditions of an exposure do to a metric.</summary>
internal enum SkyInfluence
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Grows with the sky's lines.</summary>
    Lines,

    /// <summary>Grows with the sky's continuum.</summary>
    Continuum,

    /// <summary>A magnitude of the sky's continuum.</summary>
    ContinuumMagnitude,

    /// <summary>A magnitude of what the air takes.</summary>
    LossMagnitude,

    /// <summary>Falls with haze and seeing.</summary>
    SignalToNoise,

    /// <summary>Is the movement of the traces itself: across, along.</summary>
    Flexure,
}
