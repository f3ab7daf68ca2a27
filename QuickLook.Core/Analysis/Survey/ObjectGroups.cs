namespace QuickLook.Core.Analysis.Survey;

/// <summary>Which group a type of object belongs to.</summary>
public static class ObjectGroups
{
    /// <summary>The group of a type.</summary>
    /// <param name="objectType">As fibermaps write it, in any case: <c>TGT</c>, <c>SKY</c>, <c>ELG</c>, <c>STD</c>.</param>
    public static ObjectGroup Of(string objectType) =>
        objectType.Trim().ToUpperInvariant() switch
        {
            "STD" or "STAR" or "FSTD" or "STDSTAR" => ObjectGroup.StandardStar,
            "SKY" => ObjectGroup.Sky,
            "BAD" or "NON" or "UNASSIGNED" or "" => ObjectGroup.Other,
            _ => ObjectGroup.Target,
        };
}
