// Plain ES3: runs only where modules do not.
(function () {
  var note = document.getElementById('old-browser');
  if (note) {
    note.removeAttribute('hidden');
    note.style.cssText = 'max-width:640px;margin:96px auto;padding:0 24px;font:16px/1.8 "Microsoft YaHei",sans-serif;color:#1f2329';
  }
})();
