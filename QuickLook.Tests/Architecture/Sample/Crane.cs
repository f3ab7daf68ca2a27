namespace QuickLook.Tests.Architecture.Sample.Roof;

/// <summary>Something on an upper floor that the cellar below must not know.</summary>
public static class Crane
{
    public static int Reach() => 1;
}
