namespace QuickLook.Core.Results;

/// <summary>The value of a command that yields nothing but success: <c>Result&lt;Done&gt;</c>.</summary>
public readonly record struct Done
{
    /// <summary>The one value.</summary>
    public static Done Value => default;
}
