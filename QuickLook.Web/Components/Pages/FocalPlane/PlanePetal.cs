using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;

namespace QuickLook.Web.Components.Pages.FocalPlane;

/// <summary>One petal of a view of the focal plane.</summary>
public sealed record PlanePetal
{
    /// <summary>The camera.</summary>
    public required CameraId Camera { get; init; }

    /// <summary>Why it has no values, in a few words; empty when it has some.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The verdict of the test that the values belong to; none for a metric without a test.</summary>
    public Quality Quality { get; init; } = Quality.None;

    /// <summary>Fibers that the document speaks of, known broken ones left out.</summary>
    public int Fibers { get; init; }

    /// <summary>Fibers with a value; of good and bad ones, the good.</summary>
    public int Counted { get; init; }

    /// <summary>Fibers that are known to be broken.</summary>
    public int Broken { get; init; }

    /// <summary>Median of what is drawn: deviation, residual or value; NaN without any.</summary>
    public double Median { get; init; } = double.NaN;

    /// <summary>Fibers whose value is beyond the ends of the colours.</summary>
    public int Beyond { get; init; }
}
