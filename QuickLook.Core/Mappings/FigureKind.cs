namespace QuickLook.Core.Mappings;

/// <summary>Kinds of figures that a mapping can name. The summary table is not among them: every test has it, as its first figure.</summary>
public enum FigureKind
{
    /// <summary>The amplifiers as they lie on the CCD, coloured by value less reference.</summary>
    AmplifierValues,

    /// <summary>The amplifiers as they lie on the CCD, coloured by verdict.</summary>
    AmplifierStatus,

    /// <summary>The value of each element, such as each type of target, with its own limits.</summary>
    ElementLimits,

    /// <summary>The fibers of the petal at their places on the sky, coloured by value.</summary>
    PetalMap,

    /// <summary>The fibers of the petal at their places on the sky, good or bad.</summary>
    PetalStatus,

    /// <summary>The fibers of all petals of an arm at their places on the sky; drawn on the page of the whole focal plane.</summary>
    FocalPlane,

    /// <summary>A bar per fiber, from zero.</summary>
    FiberBars,

    /// <summary>A point per fiber.</summary>
    FiberScatter,

    /// <summary>Good or bad, by fiber.</summary>
    FiberStatus,

    /// <summary>How often which value occurs, with limits.</summary>
    Histogram,

    /// <summary>A line of values against others of the same length, such as wavelengths, or against their position.</summary>
    Line,

    /// <summary>One metric against another: fiber by fiber where both are by fiber, else pair by pair.</summary>
    Scatter,

    /// <summary>Signal to noise against magnitude with the fitted curve, a figure per type of target.</summary>
    SnrCurves,
}
