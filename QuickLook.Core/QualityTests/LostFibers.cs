namespace QuickLook.Core.QualityTests;

/// <summary>
/// What becomes of fibers that are known to be broken or gave nothing to measure, when values of all fibers are summarised. A strategy of
/// tests with one value per fiber.
/// </summary>
internal sealed class LostFibers
{
    private readonly bool count;

    private LostFibers(bool count) => this.count = count;

    /// <summary>The default: they have no value and are in no summary.</summary>
    public static LostFibers LeaveOut { get; } = new(count: false);

    /// <summary>The original's: they are fibers like others.</summary>
    public static LostFibers Count { get; } = new(count: true);

    /// <summary>True when a fiber takes part.</summary>
    /// <param name="isLost">True for a broken or empty one.</param>
    public bool TakePart(bool isLost) => count || !isLost;
}
