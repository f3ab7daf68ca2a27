namespace QuickLook.Web.Components.Shared.Nights;

/// <summary>A range of observing nights that ends with the newest one that has exposures, whatever the clock says.</summary>
public enum NightPreset
{
    /// <summary>The newest night.</summary>
    Night,

    /// <summary>Seven nights.</summary>
    Week,

    /// <summary>Thirty nights.</summary>
    Month,

    /// <summary>365 nights.</summary>
    Year,

    /// <summary>Every night that has exposures.</summary>
    All,
}
