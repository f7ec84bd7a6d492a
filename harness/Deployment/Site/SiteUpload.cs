namespace TaskTracker.Deployment.Site;

/// <param name="Files">How many the site has.</param>
/// <param name="Sent">How many of them its bucket did not hold as they are.</param>
public sealed record SiteUpload(int Files, int Sent, int Removed)
{
    public bool IsNothing => Sent == 0 && Removed == 0;

    public override string ToString()
    {
        var sent = Sent == 0 ? $"its {Files} files are as they were" : Sent == Files ? $"{Files} files uploaded" : $"{Sent} of {Files} files uploaded";
        return Removed > 0 ? $"{sent}, {Removed} removed" : sent;
    }
}
