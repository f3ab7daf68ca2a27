namespace QuickLook.Core.Reduction.Preprocessing;

/// <summary>How the bias level of an amplifier was subtracted.</summary>
public enum OverscanMethod
{
    /// <summary>One level for the whole amplifier; <c>AVERAGE</c> in the header.</summary>
    Average,

    /// <summary>One level per row, because the level steps; <c>PER_ROW</c> in the header.</summary>
    PerRow,
}
