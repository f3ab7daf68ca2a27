namespace QuickLook.Web.Security.Sessions;

/// <summary>As what somebody without an account is let in.</summary>
public enum Guest
{
    /// <summary>May look, where anonymous looking is allowed.</summary>
    Visitor = 0,

    /// <summary>An operator of the demonstration, at this machine only.</summary>
    Demo = 1,
}
